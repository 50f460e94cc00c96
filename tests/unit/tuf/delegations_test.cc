// SPDX-License-Identifier: Apache-2.0
// Who is asked for a target, in which order.
#include "with_repository.h"

namespace watchword::tuf {
namespace {

struct Edge {
  const char* from;
  const char* to;
  const char* paths = "*";
  bool terminating = false;
};

struct Graph {
  const char* name;
  std::vector<Edge> edges;
  std::string visited;  // "1.a 1.b"
};

std::ostream& operator<<(std::ostream& to, const Graph& graph) {
  return to << graph.name;
}

class Delegations : public WithRepository, public ::testing::WithParamInterface<Graph> {
 protected:
  // Delegated roles that were fetched after the top level.
  std::string Visited() const {
    std::string visited;
    for (std::size_t i = 4; i < server_.asked.size(); ++i) {
      const std::string& path = server_.asked[i];
      visited += (visited.empty() ? "" : " ") + path.substr(11, path.size() - 16);
    }
    return visited;
  }
};

TEST_P(Delegations, AreFollowedDepthFirstInTheirOrder) {
  for (const Edge& edge : GetParam().edges)
    repository_.Delegate(edge.from, edge.to, {edge.paths}, edge.terminating);
  repository_.Publish();
  EXPECT_EQ(FindError("missing"), "missing: no role vouches for it");
  EXPECT_EQ(Visited(), GetParam().visited);
}

const Graph kGraphs[] = {
    {"one", {{kTargets, "a"}}, "a"},
    {"two", {{kTargets, "a"}, {kTargets, "b"}}, "a b"},
    {"depth first", {{kTargets, "a"}, {kTargets, "b"}, {"a", "c"}, {"a", "d"}}, "a c d b"},
    {"deep", {{kTargets, "a"}, {kTargets, "b"}, {"a", "c"}, {"c", "d"}}, "a c d b"},
    {"terminating", {{kTargets, "a"}, {kTargets, "b"}, {"a", "c", "*", true}, {"a", "d"}}, "a c"},
    {"terminating goes down", {{kTargets, "a"}, {kTargets, "b"}, {"a", "c", "*", true}, {"c", "d"}}, "a c d"},
    {"terminating for other paths", {{kTargets, "a", "other", true}, {kTargets, "b"}}, "b"},
    {"terminating and seen before",
     {{kTargets, "a"}, {kTargets, "b"}, {kTargets, "d"}, {"a", "c"}, {"b", "c", "*", true}},
     "a c b"},
    {"other paths", {{kTargets, "a", "*.py"}, {kTargets, "b"}, {"a", "c"}}, "b"},
    {"cycle", {{kTargets, "a"}, {kTargets, "b"}, {"b", "c"}, {"c", "d"}, {"d", "b"}}, "a b c d"},
    {"two ways", {{kTargets, "a"}, {kTargets, "b"}, {"b", "c"}, {"a", "c"}}, "a c b"},
    {"itself", {{kTargets, "a"}, {"a", "a"}}, "a"},
};

INSTANTIATE_TEST_SUITE_P(Graphs, Delegations, ::testing::ValuesIn(kGraphs));

using Delegated = WithRepository;

TEST_F(Delegated, TheRoleThatVouchesIsTold) {
  repository_.Delegate(kTargets, "base", {"packs/base/*"});
  repository_.Delegate(kTargets, "daily", {"packs/daily/*"});
  repository_.AddTarget("daily", "packs/daily/x", "text");
  repository_.AddTarget(kTargets, "top", "text");
  repository_.Publish();
  EXPECT_EQ(RoleOf("packs/daily/x"), "daily");
  EXPECT_EQ(RoleOf("top"), "targets");
}

TEST_F(Delegated, ARoleDoesNotVouchOutsideItsPaths) {
  repository_.Delegate(kTargets, "daily", {"packs/daily/*"});
  repository_.AddTarget("daily", "packs/base/x", "text");
  repository_.Publish();
  EXPECT_EQ(FindError("packs/base/x"), "packs/base/x: no role vouches for it");
}

TEST_F(Delegated, TheFirstThatVouchesWins) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Delegate(kTargets, "b", {"*"});
  repository_.AddTarget("a", "x", "first");
  repository_.AddTarget("b", "x", "second");
  repository_.Publish();
  EXPECT_EQ(RoleOf("x"), "a");
}

TEST_F(Delegated, PathsMayBeGivenByTheirHashes) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.AddTarget("a", "x", "text");
  Json& role = repository_.Edit(kTargets)["delegations"]["roles"][0];
  role.erase("paths");
  role["path_hash_prefixes"] = Json::array({"00", Sha256Hex("x").substr(0, 4)});
  repository_.Publish();
  EXPECT_EQ(RoleOf("x"), "a");
  EXPECT_EQ(FindError("y"), "y: no role vouches for it");
}

// A copy on the disk was signed by keys that the role above it has since taken back.
TEST_F(Delegated, ACopyIsCheckedAgainstWhoLeadsToItNow) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.AddTarget("a", "x", "text");
  repository_.Publish();
  EXPECT_EQ(RoleOf("x"), "a");
  repository_.keys["a"] = {*publish::SigningKey::Generate()};
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Edit("a")["version"] = 1;
  server_.failures["metadata/1.a.json"] = {ErrorCode::kIo, "no route"};
  for (const char* field : {"hashes", "length"}) repository_.Edit(kSnapshot)["meta"]["a.json"].erase(field);
  repository_.Publish();
  EXPECT_EQ(FindError("x").substr(0, 10), "1.a.json: ");
}

TEST_F(Delegated, ARoleThatTheSnapshotDoesNotListIsRefused) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.Publish();
  repository_.Edit(kSnapshot)["meta"].erase("a.json");
  repository_.Sign(kSnapshot);
  repository_.PublishTimestamp();
  EXPECT_EQ(FindError("x"), "a.json: the snapshot does not list it");
}

TEST_F(Delegated, AnExpiredRoleIsRefused) {
  repository_.Delegate(kTargets, "a", {"*"});
  repository_.repository.SetExpiry("a", kNow);
  repository_.Publish();
  EXPECT_EQ(FindError("x"), "1.a.json: expired at 2026-11-22T00:00:00Z, now is 2026-11-22T00:00:00Z");
  EXPECT_FALSE(computer_.Files().contains("a.json"));
}

}  // namespace
}  // namespace watchword::tuf
