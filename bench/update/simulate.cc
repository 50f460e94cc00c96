// SPDX-License-Identifier: Apache-2.0
// What a static server sees of many computers that look for newer patterns, minute by minute. When a computer
// asks is decided by the code that decides it on computers (update/schedule.h). Requests and bytes of each
// kind of check are measured ones, which load.mjs takes from a real server's log. usage: update_simulation
// [CLIENTS] [IDLE_REQUESTS IDLE_BYTES NEWS_REQUESTS NEWS_BYTES DELTA_REQUESTS DELTA_BYTES]
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

#include "update/schedule.h"

namespace {

using watchword::update::WaitAfterFailure;
using watchword::update::WaitAfterSuccess;

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kDays = 3;  // the last one is counted, the others bring everybody out of step
constexpr std::int64_t kCounted = (kDays - 1) * kDay;
constexpr std::int64_t kReleased = kCounted + 10 * kHour;
constexpr int kEdges = 100;     // servers of a CDN that ask ours, each for itself
constexpr double kLost = 0.02;  // of all checks: no network, a captive portal; the server sees one request

struct Traffic {
  std::uint32_t requests = 0;
  std::uint32_t bytes = 0;
};

// Of one check: nothing new; new metadata, which is not for this computer yet; new patterns.
struct Costs {
  Traffic idle = {2, 1900};
  Traffic news = {5, 9000};
  Traffic delta = {6, 20000};
};

struct Scenario {
  const char* name;
  bool release = false;
  std::int64_t rollout_hours = 0;
  std::int64_t down_from = 0;  // the server answers nothing between these
  std::int64_t down_to = 0;
};

struct Span {
  std::int64_t from = 0;
  std::int64_t to = 0;
};

class Counts {
 public:
  Counts() : minutes_(kDay / kMinute), asked_(kDay / kMinute) {}

  void Add(std::int64_t when, int edge, const Traffic& traffic, bool is_news) {
    if (when < kCounted) return;
    const auto minute = static_cast<std::size_t>((when - kCounted) / kMinute);
    if (minute >= minutes_.size()) return;
    minutes_[minute].requests += traffic.requests;
    minutes_[minute].bytes += traffic.bytes;
    asked_[minute][static_cast<std::size_t>(edge)] |= is_news ? 3 : 1;
    ++checks_;
  }

  void Print(const char* name) const {
    Minute day;
    Minute worst;
    for (const Minute& one : minutes_) {
      day.requests += one.requests;
      day.bytes += one.bytes;
      worst.requests = std::max(worst.requests, one.requests);
      worst.bytes = std::max(worst.bytes, one.bytes);
    }
    const auto [origin, origin_worst] = BehindCdn();
    std::printf("| %s | %.2f | %.2f | %.1f | %.0f | %.1f | %.0f | %.0f |\n", name,
                static_cast<double>(checks_) / 1e6, static_cast<double>(day.requests) / 1e6,
                static_cast<double>(day.bytes) / 1e9, static_cast<double>(worst.requests) / 60,
                static_cast<double>(worst.bytes) * 8 / 60 / 1e6, static_cast<double>(origin) / 1e3,
                static_cast<double>(origin_worst));
  }

 private:
  struct Minute {
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;
  };

  // Every edge keeps the answer to the two questions of an idle check, the 404 among them, for a minute;
  // files with a version in their name it keeps for good, four of them at a release.
  std::pair<std::uint64_t, std::uint64_t> BehindCdn() const {
    std::uint64_t all = 0;
    std::uint64_t worst = 0;
    std::array<bool, kEdges> has_news{};
    for (const auto& minute : asked_) {
      std::uint64_t now = 0;
      for (std::size_t edge = 0; edge < kEdges; ++edge) {
        if (minute[edge] != 0) now += 2;
        if (minute[edge] == 3 && !has_news[edge]) {
          has_news[edge] = true;
          now += 4;
        }
      }
      all += now;
      worst = std::max(worst, now);
    }
    return {all, worst};
  }

  std::vector<Minute> minutes_;
  std::vector<std::array<std::uint8_t, kEdges>> asked_;
  std::uint64_t checks_ = 0;
};

class Computer {
 public:
  Computer(const Scenario& scenario, const Costs& costs, std::mt19937_64& random, Counts& counts)
      : scenario_(scenario), costs_(costs), random_(random), counts_(counts) {
    bucket_ = static_cast<int>(Below(100));
    edge_ = static_cast<int>(Below(kEdges));
    const double kind = Chance();
    kind_ = kind < 0.15 ? Kind::kAlwaysOn : kind < 0.6 ? Kind::kOffice : Kind::kEvening;
    next_check_ = static_cast<std::int64_t>(Below(6 * kHour));
  }

  void Live() {
    for (std::int64_t day = 0; day < kDays; ++day) {
      for (const Span& span : AwakeOn(day)) BeAwake(span);
    }
  }

 private:
  enum class Kind { kAlwaysOn, kOffice, kEvening };

  double Chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  std::uint64_t Below(std::uint64_t end) { return random_() % end; }
  std::int64_t About(double hour, double hours_off) {
    return static_cast<std::int64_t>(std::normal_distribution<double>(hour, hours_off)(random_) * kHour);
  }

  // All live in one time zone, which is the worst case.
  std::vector<Span> AwakeOn(std::int64_t day) {
    const std::int64_t start = day * kDay;
    if (kind_ == Kind::kAlwaysOn) return {{start, start + kDay}};
    if (kind_ == Kind::kOffice) {
      const std::int64_t lunch = start + About(12.25, 0.3);
      return {{start + About(8.5, 0.6), lunch}, {lunch + 45 * kMinute, start + About(17.5, 0.75)}};
    }
    const std::int64_t evening = start + About(19.5, 1);
    return {{evening, evening + About(3, 0.7)}};
  }

  // The alarm of a browser that starts comes within five minutes, one that was slept through at once.
  void BeAwake(const Span& span) {
    const bool was_closed = kind_ != Kind::kAlwaysOn && Chance() < 0.5;
    const auto first = static_cast<std::int64_t>(was_closed ? std::max(30.0, Chance() * 300) : Chance() * 20);
    std::int64_t alarm = span.from + first;
    if (kind_ == Kind::kAlwaysOn)
      alarm = std::max(last_alarm_ + kHour,
                       span.from + (last_alarm_ == 0 ? static_cast<std::int64_t>(Below(kHour)) : 0));
    for (; alarm < span.to; alarm += kHour) {
      last_alarm_ = alarm;
      if (alarm >= next_check_) Check(alarm);
    }
  }

  bool IsDown(std::int64_t now) const { return now >= scenario_.down_from && now < scenario_.down_to; }

  void Check(std::int64_t now) {
    if (IsDown(now) || Chance() < kLost) {
      counts_.Add(now, edge_, {1, 400}, false);
      next_check_ = now + WaitAfterFailure(++failures_, Chance());
      return;
    }
    failures_ = 0;
    const bool is_news = scenario_.release && now >= kReleased && !has_release_;
    counts_.Add(now, edge_, is_news ? Fetch(now) : costs_.idle, is_news);
    next_check_ = now + WaitAfterSuccess(0, Chance());
  }

  // As update::HasReached, which wants an offer that was signed.
  bool HasReached(std::int64_t now) const {
    return scenario_.rollout_hours == 0 ||
           (now - kReleased) * 100 > bucket_ * scenario_.rollout_hours * kHour;
  }

  // Metadata once, the patterns when they are for this computer.
  Traffic Fetch(std::int64_t now) {
    has_release_ = HasReached(now);
    const bool knew = std::exchange(knows_, true);
    if (!has_release_) return knew ? costs_.idle : costs_.news;
    if (!knew) return costs_.delta;
    return {costs_.idle.requests + costs_.delta.requests - costs_.news.requests,
            costs_.idle.bytes + costs_.delta.bytes - costs_.news.bytes};
  }

  const Scenario& scenario_;
  const Costs& costs_;
  std::mt19937_64& random_;
  Counts& counts_;
  Kind kind_ = Kind::kOffice;
  int bucket_ = 0;
  int edge_ = 0;
  int failures_ = 0;
  bool knows_ = false;
  bool has_release_ = false;
  std::int64_t next_check_ = 0;
  std::int64_t last_alarm_ = 0;
};

void Run(const Scenario& scenario, const Costs& costs, std::uint64_t clients) {
  std::mt19937_64 random(1);
  Counts counts;
  for (std::uint64_t i = 0; i < clients; ++i) Computer(scenario, costs, random, counts).Live();
  counts.Print(scenario.name);
}

std::uint32_t Number(const char* text) {
  return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t clients = argc > 1 ? Number(argv[1]) : 1'000'000;
  Costs costs;
  if (argc == 8) {
    costs = {{Number(argv[2]), Number(argv[3])},
             {Number(argv[4]), Number(argv[5])},
             {Number(argv[6]), Number(argv[7])}};
  }
  std::printf(
      "%llu computers; a check with nothing new: %u requests, %u bytes; with news: %u, %u; with new "
      "patterns: %u, %u\n\n",
      static_cast<unsigned long long>(clients), costs.idle.requests, costs.idle.bytes, costs.news.requests,
      costs.news.bytes, costs.delta.requests, costs.delta.bytes);
  std::printf(
      "| | checks, M | requests, M | GB | worst minute, requests/s | worst minute, Mbit/s | behind a CDN, "
      "requests a day, k | worst minute, requests |\n|---|---|---|---|---|---|---|---|\n");
  const std::array<Scenario, 4> scenarios = {
      {{"an ordinary day"},
       {"a release at 10 h, over 24 hours", true, 24},
       {"a release at 10 h, at once", true, 0},
       {"the server is away from 9 to 10 h", false, 0, kCounted + 9 * kHour, kCounted + 10 * kHour}}};
  for (const Scenario& scenario : scenarios) Run(scenario, costs, clients);
}
