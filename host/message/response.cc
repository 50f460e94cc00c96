// SPDX-License-Identifier: Apache-2.0
#include "message/response.h"

namespace watchword::message {
namespace {

using base::Json;

Json PackJson(const HostDescription& host) {
  if (!host.pack) return nullptr;
  Json pack = {
      {"id", host.pack->id},       {"version", host.pack->version},     {"digest", host.pack->digest},
      {"rules", host.pack->rules}, {"languages", host.pack->languages}, {"built", host.pack->built}};
  for (const AdditionDescription& one : host.pack->additions) {
    Json addition = {{"name", one.name}, {"version", one.version}};
    if (!one.left_out.empty()) addition["left_out"] = one.left_out;
    pack["additions"].push_back(std::move(addition));
  }
  return pack;
}

Json HostJson(const HostDescription& host) {
  return {{"name", "watchword-host"}, {"version", host.version}};
}

const char* Word(bool denied) {
  return denied ? "denied" : "open";
}

Json ProtectionJson(const Protection& protection) {
  return {{"network", Word(protection.network_denied)}, {"exec", Word(protection.exec_denied)},
          {"files", Word(protection.landlock > 0)},     {"memory", Word(protection.memory_hidden)},
          {"code", Word(protection.no_new_code)},       {"landlock", protection.landlock}};
}

}  // namespace

std::string HelloReply(std::uint32_t id, const HostDescription& host) {
  return base::ToText(
      {{"id", id},
       {"kind", "hello"},
       {"protocol", kProtocolVersion},
       {"host", HostJson(host)},
       {"pack", PackJson(host)},
       {"image_missing", host.image_missing},
       {"capabilities", {"page", "conversation", "url", "status", "block_names", "help", "reload"}},
       {"limits", {{"request_bytes", kMaxRequestBytes}, {"messages", kMaxMessages}}}});
}

std::string StatusReply(std::uint32_t id, const HostDescription& host, Protection protection,
                        Counters counters) {
  return base::ToText({{"id", id},
                       {"kind", "status"},
                       {"host", HostJson(host)},
                       {"pack", PackJson(host)},
                       {"image_missing", host.image_missing},
                       {"protection", ProtectionJson(protection)},
                       {"requests", counters.requests},
                       {"errors", counters.errors}});
}

std::string VerdictReply(std::uint32_t id, const Json& verdict) {
  Json reply = {{"id", id}, {"kind", "verdict"}};
  reply.update(verdict);
  return base::ToText(reply);
}

std::string ImageReply(std::uint32_t id, bool was_there, std::int64_t ms) {
  return base::ToText(
      {{"id", id}, {"kind", "image"}, {"state", was_there ? "present" : "built"}, {"ms", ms}});
}

std::string UpdaterReply(std::uint32_t id, const std::string& kind, const Json& members) {
  Json reply = {{"id", id}, {"kind", kind}};
  reply.update(members);
  return base::ToText(reply);
}

std::string BlockNamesReply(std::uint32_t id, const std::string& digest, const BlockNames& names) {
  return base::ToText({{"id", id},
                       {"kind", "block_names"},
                       {"digest", digest},
                       {"total", names.total},
                       {"names", names.names},
                       {"next", names.next ? Json(*names.next) : Json(nullptr)}});
}

std::string ReloadReply(std::uint32_t id, const HostDescription& host, bool changed) {
  return base::ToText({{"id", id}, {"kind", "reload"}, {"changed", changed}, {"pack", PackJson(host)}});
}

std::string HelpReply(std::uint32_t id, const Help& help) {
  return base::ToText({{"id", id}, {"kind", "help"}, {"regions", help.regions}, {"contacts", help.contacts}});
}

std::string ErrorReply(const Refusal& refusal) {
  Json reply = {{"id", refusal.id ? Json(*refusal.id) : Json(nullptr)},
                {"kind", "error"},
                {"code", static_cast<int>(refusal.code)},
                {"message", refusal.message}};
  if (refusal.code == Code::kUnsupportedProtocol) {
    reply["protocol"] = {{"min", kProtocolVersion}, {"max", kProtocolVersion}};
  }
  return base::ToText(reply);
}

}  // namespace watchword::message
