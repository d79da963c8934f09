// A process is a C++20 coroutine; the events to come are a std::priority_queue of handles.
#include "patterns.hpp"
#include <coroutine>
#include <deque>
#include <exception>
#include <queue>

namespace {

struct Simulation {
  struct Event {
    std::int64_t ps;
    std::uint64_t order;
    std::coroutine_handle<> process;
    bool operator<(const Event &other) const {
      return ps != other.ps ? ps > other.ps : order > other.order;
    }
  };

  std::int64_t now = 0;
  std::uint64_t order = 0;
  std::priority_queue<Event> queue;

  void schedule(std::int64_t ps, std::coroutine_handle<> process) {
    queue.push({now + ps, ++order, process});
  }

  void run_until(std::int64_t ps) {
    while (!queue.empty() && queue.top().ps < ps) {
      Event next = queue.top();
      queue.pop();
      now = next.ps;
      next.process.resume();
    }
    now = ps;
  }
};

// Its frame goes when its body ends; what still waits at the end of a pattern is left.
struct Process {
  struct promise_type {
    Process get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<> handle;
};

struct Delay {
  Simulation &sim;
  std::int64_t ps;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> process) { sim.schedule(ps, process); }
  void await_resume() {}
};

// First come, first served; a unit given back wakes the head of the queue one hop later.
struct Resource {
  Simulation &sim;
  int free = 1;
  std::deque<std::coroutine_handle<>> waiting;

  struct Claim {
    Resource &resource;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> process) {
      if (resource.free > 0) {
        resource.free--;
        resource.sim.schedule(0, process);
      } else {
        resource.waiting.push_back(process);
      }
    }
    void await_resume() {}
  };

  void release() {
    if (waiting.empty()) {
      free++;
    } else {
      sim.schedule(0, waiting.front());
      waiting.pop_front();
    }
  }
};

Process delays(Simulation &sim, bool unit, std::size_t draw) {
  while (true) co_await Delay{sim, unit ? 1 : exponential(draw++)};
}

Process customer(Simulation &sim, Resource &server, std::int64_t service) {
  co_await Resource::Claim{server};
  co_await Delay{sim, service};
  server.release();
}

Process arrivals(Simulation &sim, Resource &server) {
  for (int i = 0; i < kCustomers; i++) {
    co_await Delay{sim, exponential(i)};
    sim.schedule(0, customer(sim, server, exponential(i + 5'000) / 5 * 4).handle);
  }
}

} // namespace

int main() {
  Simulation unit;
  unit.schedule(0, delays(unit, true, 0).handle);
  measure("UnitDelay", kDelays, [&] { unit.run_until(unit.now + kDelays); });

  Simulation thousand;
  for (int i = 0; i < kProcesses; i++) thousand.schedule(0, delays(thousand, false, i * 61).handle);
  thousand.run_until(2 * kMeanPs);
  measure("ThousandProcessesDelay", kDelays,
          [&] { thousand.run_until(thousand.now + kDelays / kProcesses * kMeanPs); });

  measure("MM1Customer", kCustomers, [] {
    Simulation sim;
    Resource server{sim, 1, {}};
    sim.schedule(0, arrivals(sim, server).handle);
    sim.run_until(INT64_MAX);
  });
}
