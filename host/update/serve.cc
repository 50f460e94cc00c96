// SPDX-License-Identifier: Apache-2.0
#include "update/serve.h"

#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <string_view>

#include "base/version.h"
#include "message/envelope.h"
#include "message/frame.h"
#include "message/pipe.h"
#include "message/response.h"
#include "update/commands.h"
#include "update/conformance.h"

namespace watchword::update {
namespace {

constexpr const char* kHelp =
    "Prepares what Watchword judges with. The browser starts it when it is needed.\n"
    "Usage: watchword-update image|check|status|rollback [--json]\n"
    "  image        compile the patterns for this computer, unless that is done\n"
    "  check        look for newer patterns now, and install them\n"
    "  status       how old the patterns are, and when the next look is\n"
    "  rollback     go back to the patterns before; these are not installed again\n"
    "  -h, --help   this text\n"
    "  --version    the version\n";

std::string Reply(std::uint32_t id, const ImageOutcome& outcome) {
  if (const auto* failure = std::get_if<ImageFailure>(&outcome))
    return message::ErrorReply({id, failure->code, failure->message});
  const auto& ready = std::get<ImageReady>(outcome);
  return message::ImageReply(id, ready.was_there, ready.ms);
}

// A person who asks does not want to hear that it is not time yet.
When WhenOf(const message::Envelope& request) {
  const auto now = request.json.find("now");
  return now != request.json.end() && *now == true ? When::kNow : When::kDue;
}

std::string Check(std::uint32_t id, const Jobs& jobs, When when) {
  const auto outcome = jobs.check(when);
  if (const auto* failure = std::get_if<Failure>(&outcome))
    return message::ErrorReply({id, failure->code, failure->message});
  return message::UpdaterReply(id, "update", ToJson(std::get<Report>(outcome)));
}

std::string RollBack(std::uint32_t id, const Jobs& jobs) {
  const auto version = jobs.roll_back();
  if (!version) return message::ErrorReply({id, message::Code::kUpdateFailed, version.error().message});
  return message::UpdaterReply(id, "rollback", {{"version", *version}});
}

std::string Answer(std::string_view payload, const Jobs& jobs) {
  const auto read = message::ReadEnvelope(payload);
  if (const auto* refusal = std::get_if<message::Refusal>(&read)) return message::ErrorReply(*refusal);
  const auto& request = std::get<message::Envelope>(read);
  if (request.kind == "image") return Reply(request.id, jobs.build());
  if (request.kind == "update") return Check(request.id, jobs, WhenOf(request));
  if (request.kind == "update_status")
    return message::UpdaterReply(request.id, "update_status", ToJson(jobs.stand()));
  if (request.kind == "rollback") return RollBack(request.id, jobs);
  return message::ErrorReply(message::UnknownKind(request));
}

int RefuseFrame(const Error& error, base::ByteStream& pipe) {
  std::cerr << "watchword-update: " << error.message << '\n';
  if (error.code != ErrorCode::kTooLarge) return 1;
  const message::Refusal reply{std::nullopt, message::Code::kTooLarge, error.message};
  const Status written = message::WriteFrame(message::ErrorReply(reply), pipe);
  static_cast<void>(written);  // who does not listen need not be told
  return 1;
}

int ServeBrowser() {
  const int out = message::TakeStdout();
  if (out < 0) return 1;
  base::DescriptorStream pipe(STDIN_FILENO, out);
  return AnswerOne(pipe, RealJobs());
}

int Say(const char* text) {
  std::cout << text << std::flush;
  return std::cout ? 0 : 1;
}

// Chromium gives the address of the extension, Firefox the path of the manifest.
bool IsBrowser(std::string_view argument) {
  return argument.starts_with("chrome-extension://") || argument.starts_with('/');
}

}  // namespace

int AnswerOne(base::ByteStream& pipe, const Jobs& jobs) {
  const auto frame = message::ReadFrame(pipe);
  if (!frame) return RefuseFrame(frame.error(), pipe);
  if (!*frame) return 0;
  // A browser that does not listen any more has its image all the same.
  const Status written = message::WriteFrame(Answer(**frame, jobs), pipe);
  static_cast<void>(written);
  return 0;
}

int RunUpdater(int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (IsBrowser(first)) return ServeBrowser();
  if (IsConformanceCall(first)) return RunConformance(argc, argv);
  const bool as_json = argc == 3 && std::string_view(argv[2]) == "--json";
  if (IsCommand(first) && (argc == 2 || as_json)) return RunCommand(first, as_json, RealJobs());
  if (argc == 2 && (first == "--help" || first == "-h")) return Say(kHelp);
  if (argc == 2 && first == "--version") return Say((std::string(base::kVersion) + "\n").c_str());
  std::cerr << kHelp;
  return 2;
}

}  // namespace watchword::update
