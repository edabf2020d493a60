// SPDX-License-Identifier: Apache-2.0
/** Partitions of customers, and their scores by recency, frequency and monetary value. */
@NullMarked
package io.perennial.segment;

import org.jspecify.annotations.NullMarked;
