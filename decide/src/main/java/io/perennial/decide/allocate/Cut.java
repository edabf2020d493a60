// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * What all customers choose at some prices: a line under which the bound cannot go.
 *
 * @param prices double[rows]
 * @param gain the net value of the choices (0 where only rows matter)
 * @param uses double[rows]: what they use of each row
 */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record Cut(double[] prices, double gain, double[] uses, Totals totals) {}
