// SPDX-License-Identifier: Apache-2.0

/**
 * How good a partition is: compact, balanced, stable, and useful out of time; and which algorithm
 * and number of clusters are therefore chosen. Pure.
 */
@NullMarked
package io.perennial.segment.quality;

import org.jspecify.annotations.NullMarked;
