// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * A column to be made.
 *
 * @param mayBeKey whether it is left out where no two records agree: nothing but its values says
 *     what it is
 * @param mayBeConstant whether it stays where all say the same: few records of many are compared,
 *     and a model knows it
 */
record Making(
    String name,
    Comparing comparing,
    String why,
    boolean mayBeKey,
    boolean mayBeConstant,
    Said said) {}
