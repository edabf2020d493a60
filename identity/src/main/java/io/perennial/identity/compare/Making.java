// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.Optional;

/**
 * A column to be made.
 *
 * @param mayBeKey whether it is left out where no two records agree: nothing but its values says
 *     what it is
 * @param mayBeConstant whether it stays where all say the same: few records of many are compared,
 *     and a model knows it
 * @param frozen how it was read when a model was fitted; empty where what is said tells
 */
record Making(
    String name,
    Comparing comparing,
    String why,
    boolean mayBeKey,
    boolean mayBeConstant,
    Optional<Reading.Attribute> frozen,
    Said said) {}
