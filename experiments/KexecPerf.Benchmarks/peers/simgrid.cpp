// A process is a SimGrid actor that sleeps.
#include "patterns.hpp"
#include <simgrid/s4u.hpp>
#include <string>

namespace sg4 = simgrid::s4u;

int main(int argc, char **argv) {
  // A pattern a run: SimGrid is one simulation a process.
  int processes = argc > 1 ? std::atoi(argv[1]) : 1;
  int each = 200'000 / processes;
  int one = 1;
  char *args[] = {argv[0], nullptr};
  sg4::Engine engine(&one, args);
  auto *zone = sg4::create_full_zone("zone");
  auto *host = zone->create_host("host", 1e9);
  zone->seal();
  for (int i = 0; i < processes; i++) {
    sg4::Actor::create("a" + std::to_string(i), host, [=] {
      std::size_t draw = i * 61;
      for (int n = 0; n < each; n++)
        sg4::this_actor::sleep_for(processes == 1 ? 1e-3 : exponential(draw++) * 1e-6);
    });
  }
  auto start = std::chrono::steady_clock::now();
  engine.run();
  double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s %.2f\n", processes == 1 ? "UnitDelay" : "ThousandProcessesDelay", ns / (each * processes));
}
