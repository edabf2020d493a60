// SPDX-License-Identifier: Apache-2.0

/**
 * What a column of numbers comes to, computed stably: sums, moments, quantiles, distance to a
 * distribution.
 */
@NullMarked
package io.perennial.math.summary;

import org.jspecify.annotations.NullMarked;
