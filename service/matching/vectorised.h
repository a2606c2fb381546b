// NESTLINE_VECTORISED before a function: compiled once for any processor and once for those with
// AVX2, chosen when the program starts. Both round alike (no fused multiply-add), so results do not
// depend on the machine.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define NESTLINE_VECTORISED [[gnu::noinline, gnu::target_clones("avx2", "default")]]
#else
#define NESTLINE_VECTORISED
#endif
