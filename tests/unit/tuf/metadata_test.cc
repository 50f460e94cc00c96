// SPDX-License-Identifier: Apache-2.0
#include "tuf/metadata.h"

#include "with_repository.h"

namespace watchword::tuf {
namespace {

class Form : public WithRepository {
 protected:
  // The role says this in place of `pointer`, and is signed.
  void Say(const std::string& role, const char* pointer, const Json& value) {
    repository_.Edit(role)[Json::json_pointer(pointer)] = value;
  }
  std::string RootError() const {
    const Json& part = repository_.repository.Read(kRoot);
    const auto root = ReadRoot(base::JsonCursor(part, "/signed"));
    return root ? "" : root.error().message;
  }
  std::string TargetsError() const {
    const Json& part = repository_.repository.Read(kTargets);
    const auto targets = ReadTargets(base::JsonCursor(part, "/signed"));
    return targets ? "" : targets.error().message;
  }
};

TEST_F(Form, SpecVersion) {
  Say(kRoot, "/spec_version", "2.0.0");
  EXPECT_EQ(RootError(), "/signed/spec_version: 2.0.0, we know 1.x");
  Say(kRoot, "/spec_version", "1.9");
  EXPECT_EQ(RootError(), "");
}

TEST_F(Form, AFileOfAnotherRoleIsRefused) {
  Say(kRoot, "/_type", "timestamp");
  EXPECT_EQ(RootError(), "/signed/_type: is \"timestamp\", not \"root\"");
}

TEST_F(Form, AThresholdOfZeroIsRefused) {
  Say(kRoot, "/roles/timestamp/threshold", 0);
  EXPECT_EQ(RootError(),
            "/signed/roles/timestamp/threshold: expected an integer from 1 to 9223372036854775807");
}

TEST_F(Form, AVersionOfZeroIsRefused) {
  Say(kRoot, "/version", 0);
  EXPECT_EQ(RootError(), "/signed/version: expected an integer from 1 to 9223372036854775807");
}

TEST_F(Form, ARoleOfTheTopLevelIsMissing) {
  repository_.Edit(kRoot)["roles"].erase("snapshot");
  EXPECT_EQ(RootError(), "/signed/roles: there is no role snapshot");
}

TEST_F(Form, ATimeInAnotherFormIsRefused) {
  Say(kRoot, "/expires", "tomorrow");
  EXPECT_EQ(RootError(), "/signed/expires: \"tomorrow\" is no time");
}

TEST_F(Form, KeysOfUnknownKindsAreNoReasonToRefuse) {
  Say(kRoot, "/keys/odd", Json{{"keytype", "new"}, {"scheme", "new"}, {"keyval", Json::object()}});
  EXPECT_EQ(RootError(), "");
}

TEST_F(Form, ADelegatedRoleCannotBeCalledLikeOneOfTheTopLevel) {
  repository_.Delegate(kTargets, "a", {"*"});
  Say(kTargets, "/delegations/roles/0/name", "root");
  EXPECT_EQ(TargetsError(), "/signed/delegations/roles/0: a delegated role cannot be called \"root\"");
}

TEST_F(Form, ADelegationSaysItsPathsInOneWay) {
  repository_.Delegate(kTargets, "a", {"*"});
  Say(kTargets, "/delegations/roles/0/path_hash_prefixes", Json::array({"00"}));
  EXPECT_EQ(TargetsError(), "/signed/delegations/roles/0: has to have either paths or path_hash_prefixes");
}

TEST_F(Form, ARoleIsDelegatedToOnce) {
  repository_.Delegate(kTargets, "a", {"*"});
  Json& roles = repository_.Edit(kTargets)["delegations"]["roles"];
  roles.push_back(Json(roles[0]));
  EXPECT_EQ(TargetsError(), "/signed/delegations/roles/1: the role \"a\" is there twice");
}

TEST_F(Form, ADelegationOfAnotherKindIsRefused) {
  Say(kTargets, "/delegations/succinct_roles", Json::object());
  EXPECT_EQ(TargetsError(), "/signed/delegations/succinct_roles: we do not know this kind");
}

TEST_F(Form, ATargetWithoutHashIsRefused) {
  repository_.AddTarget(kTargets, "a", "text");
  Say(kTargets, "/targets/a/hashes", Json::object());
  EXPECT_EQ(TargetsError(), "/signed/targets/a: there is no hash");
}

}  // namespace
}  // namespace watchword::tuf
