// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

/**
 * What a scenario takes for granted in one of its changes.
 *
 * @param change in its canonical text
 * @param label how far that is known
 * @param why in a sentence; with how far outside, where it is
 */
public record Ground(String change, Label label, String why) {}
