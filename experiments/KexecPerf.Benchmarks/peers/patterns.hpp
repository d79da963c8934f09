// What every peer runs, as EngineBenchmarks.cs does: the table of exponential times, the clock,
// and the line a pattern prints: its name and the nanoseconds of one operation.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

constexpr int kDelays = 100'000;
constexpr int kCustomers = 20'000;
constexpr int kProcesses = 1'000;
constexpr std::int64_t kMeanPs = 1'000'000;
constexpr int kDraws = 1 << 14;

inline std::int64_t exponential(std::size_t draw) {
  static const std::vector<std::int64_t> table = [] {
    std::mt19937_64 random(1);
    std::exponential_distribution<double> law(1.0 / kMeanPs);
    std::vector<std::int64_t> drawn(kDraws);
    for (auto &ps : drawn) ps = static_cast<std::int64_t>(law(random));
    return drawn;
  }();
  return table[draw & (kDraws - 1)];
}

// Runs `work`, which does `operations`, for half a second and prints the median of its rounds.
template <class Work> void measure(const char *pattern, int operations, Work work) {
  using clock = std::chrono::steady_clock;
  std::vector<double> ns;
  for (auto end = clock::now() + std::chrono::milliseconds(500); clock::now() < end || ns.size() < 5;) {
    auto start = clock::now();
    work();
    ns.push_back(std::chrono::duration<double, std::nano>(clock::now() - start).count() / operations);
  }
  std::nth_element(ns.begin(), ns.begin() + ns.size() / 2, ns.end());
  std::printf("%s %.2f\n", pattern, ns[ns.size() / 2]);
}
