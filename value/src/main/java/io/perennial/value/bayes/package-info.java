// SPDX-License-Identifier: Apache-2.0

/**
 * The Pareto/NBD model with all that the data leave open: hierarchical Bayes for a whole base, and
 * acquisition cohorts that share what they have in common.
 */
@NullMarked
package io.perennial.value.bayes;

import org.jspecify.annotations.NullMarked;
