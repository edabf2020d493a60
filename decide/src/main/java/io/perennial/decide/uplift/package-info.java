// SPDX-License-Identifier: Apache-2.0

/**
 * What an action changes, for whom, as experiments tell it; and whether choosing for each customer
 * is worth more than the best single action for all.
 */
@NullMarked
package io.perennial.decide.uplift;

import org.jspecify.annotations.NullMarked;
