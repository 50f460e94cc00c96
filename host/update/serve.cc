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
#include "update/conformance.h"

namespace watchword::update {
namespace {

constexpr const char* kHelp =
    "Prepares what Watchword judges with. The browser starts it when it is needed.\n"
    "Usage: watchword-update image\n"
    "  image        compile the patterns for this computer, unless that is done\n"
    "  -h, --help   this text\n"
    "  --version    the version\n";

std::string Reply(std::uint32_t id, const ImageOutcome& outcome) {
  if (const auto* failure = std::get_if<ImageFailure>(&outcome))
    return message::ErrorReply({id, failure->code, failure->message});
  const auto& ready = std::get<ImageReady>(outcome);
  return message::ImageReply(id, ready.was_there, ready.ms);
}

std::string Answer(std::string_view payload, const std::function<ImageOutcome()>& build) {
  const auto read = message::ReadEnvelope(payload);
  if (const auto* refusal = std::get_if<message::Refusal>(&read)) return message::ErrorReply(*refusal);
  const auto& request = std::get<message::Envelope>(read);
  if (request.kind != "image") return message::ErrorReply(message::UnknownKind(request));
  return Reply(request.id, build());
}

int RefuseFrame(const Error& error, base::ByteStream& pipe) {
  std::cerr << "watchword-update: " << error.message << '\n';
  if (error.code != ErrorCode::kTooLarge) return 1;
  const message::Refusal reply{std::nullopt, message::Code::kTooLarge, error.message};
  const Status written = message::WriteFrame(message::ErrorReply(reply), pipe);
  static_cast<void>(written);  // who does not listen need not be told
  return 1;
}

ImageOutcome BuildHere() {
  return BuildImage(base::PosixFileSystem());
}

int ServeBrowser() {
  std::signal(SIGPIPE, SIG_IGN);
  const int out = message::TakeStdout();
  if (out < 0) return 1;
  base::DescriptorStream pipe(STDIN_FILENO, out);
  return AnswerOne(pipe, &BuildHere);
}

int BuildForPerson() {
  const ImageOutcome outcome = BuildHere();
  if (const auto* failure = std::get_if<ImageFailure>(&outcome)) {
    std::cerr << "watchword-update: " << failure->message << '\n';
    return 1;
  }
  const auto& ready = std::get<ImageReady>(outcome);
  std::cout << (ready.was_there ? "present " : "built ") << ready.path << " in " << ready.ms << " ms\n";
  return std::cout.flush() ? 0 : 1;
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

int AnswerOne(base::ByteStream& pipe, const std::function<ImageOutcome()>& build) {
  const auto frame = message::ReadFrame(pipe);
  if (!frame) return RefuseFrame(frame.error(), pipe);
  if (!*frame) return 0;
  // A browser that does not listen any more has its image all the same.
  const Status written = message::WriteFrame(Answer(**frame, build), pipe);
  static_cast<void>(written);
  return 0;
}

int RunUpdater(int argc, const char* const* argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (IsBrowser(first)) return ServeBrowser();
  if (IsConformanceCall(first)) return RunConformance(argc, argv);
  if (argc == 2 && first == "image") return BuildForPerson();
  if (argc == 2 && (first == "--help" || first == "-h")) return Say(kHelp);
  if (argc == 2 && first == "--version") return Say((std::string(base::kVersion) + "\n").c_str());
  std::cerr << kHelp;
  return 2;
}

}  // namespace watchword::update
