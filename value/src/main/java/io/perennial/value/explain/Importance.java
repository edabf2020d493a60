// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

/**
 * How much an input matters over a base.
 *
 * @param input its name
 * @param amount how much, in the unit of the measure
 * @param standardError of the amount, by the spread over customers, >= 0
 */
public record Importance(String input, double amount, double standardError) {}
