// SPDX-License-Identifier: Apache-2.0

/**
 * What many partitions say together: the consensus of algorithms, seeds and resamples with each
 * customer's agreement, and small dense groups within broad segments. Pure.
 */
@NullMarked
package io.perennial.segment.ensemble;

import org.jspecify.annotations.NullMarked;
