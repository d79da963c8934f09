// The least a simulation can do: a loop over a std::priority_queue, an event a time and a number.
#include "patterns.hpp"
#include <queue>

namespace {

struct Event {
  std::int64_t ps;
  std::uint64_t order;
  std::uint32_t process;
  bool operator<(const Event &other) const {
    return ps != other.ps ? ps > other.ps : order > other.order;
  }
};

} // namespace

int main() {
  std::priority_queue<Event> queue;
  std::vector<std::size_t> draws(kProcesses);
  std::uint64_t order = 0;
  for (std::uint32_t i = 0; i < kProcesses; i++) {
    draws[i] = i * 61;
    queue.push({exponential(draws[i]++), ++order, i});
  }
  std::int64_t now = 2 * kMeanPs;
  measure("ThousandProcessesDelay", kDelays, [&] {
    now += kDelays / kProcesses * kMeanPs;
    while (queue.top().ps < now) {
      Event next = queue.top();
      queue.pop();
      queue.push({next.ps + exponential(draws[next.process]++), ++order, next.process});
    }
  });
}
