// SPDX-License-Identifier: Apache-2.0
// One payload in, one payload out.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/open_rules.h"
#include "assess/assessor.h"
#include "message/plain_request.h"
#include "message/request.h"
#include "message/response.h"

namespace watchword::app {

class Handler {
 public:
  // Asked for what to judge with now, and again before each request for as long as there is nothing.
  // Until then, what would need it is answered with the error it says. `protection` is what this process gave
  // up.
  explicit Handler(std::function<Rules()> open, message::Protection protection = {});

  // Never empty, never more than kMaxReplyBytes.
  std::string Answer(std::string_view payload);

 private:
  using Clock = std::chrono::steady_clock;

  // Takes what is offered, if it is new and can be used; true when it did.
  bool Take(Rules rules);
  // Looks for what is there now and takes it; true when it did.
  bool Open();
  std::string AnswerWithinLimits(const message::Request& request, Clock::time_point begin);
  std::string AnswerRequest(const message::Request& request, Clock::time_point begin);
  std::string Refuse(const message::Refusal& refusal);
  std::string Greet(std::uint32_t id, const message::Hello& hello);
  std::string ReportStatus(std::uint32_t id);
  std::string ListBlockNames(std::uint32_t id, std::size_t from) const;
  std::string Reload(std::uint32_t id);
  std::string ListHelp(std::uint32_t id, const message::HelpRequest& request);
  Result<base::Json> Judge(const message::PageRequest& page);
  Result<base::Json> Judge(const message::ConversationRequest& conversation);
  Result<base::Json> Judge(const message::UrlRequest& url);
  template <typename Body>
  std::string AnswerVerdict(std::uint32_t id, const Body& body, Clock::time_point begin);

  std::function<Rules()> open_;
  message::PlainReader plain_;
  std::optional<assess::Assessor> assessor_;
  NotReady why_not_;
  message::HostDescription description_;
  message::Protection protection_;
  message::Counters counters_;
};

}  // namespace watchword::app
