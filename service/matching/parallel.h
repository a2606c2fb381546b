// Work on many items with all processors, for building a snapshot. Each index is worked on once, by
// one thread; results go to places of their own, so they do not depend on the number of threads.
#pragma once

#include <algorithm>
#include <thread>
#include <vector>

namespace nestline::service {

// Calls work(i) for every i below `count`. `work` must not throw.
template <typename Work>
void for_each_index(std::size_t count, Work work) {
  const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1,
                                                      std::max<std::size_t>(count, 1));
  const auto share = [&](std::size_t from) {
    for (std::size_t i = from; i < count; i += threads) work(i);
  };
  std::vector<std::thread> pool;
  for (std::size_t t = 1; t < threads; ++t) pool.emplace_back(share, t);
  share(0);
  for (std::thread& thread : pool) thread.join();
}

}  // namespace nestline::service
