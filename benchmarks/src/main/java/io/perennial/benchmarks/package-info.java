// SPDX-License-Identifier: Apache-2.0
/** What the README claims, measured: each work in a process of its own, beside its peers. */
@NullMarked
package io.perennial.benchmarks;

import org.jspecify.annotations.NullMarked;
