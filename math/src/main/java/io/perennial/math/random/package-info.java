// SPDX-License-Identifier: Apache-2.0

/**
 * Seeded randomness whose streams are a pure function of seed and number, on any count of threads.
 */
@NullMarked
package io.perennial.math.random;

import org.jspecify.annotations.NullMarked;
