// SPDX-License-Identifier: Apache-2.0

/**
 * What demand says of prices: elasticities of products with their intervals, or the reason why
 * there are none; the best price within limits; units to expect; and whether prices are fair.
 */
@NullMarked
package io.perennial.decide.price;

import org.jspecify.annotations.NullMarked;
