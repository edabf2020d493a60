// SPDX-License-Identifier: Apache-2.0

/** Distributions as values: samplers, log densities, cumulative probabilities and moments. */
@NullMarked
package io.perennial.math.distribution;

import org.jspecify.annotations.NullMarked;
