// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * A limit that cannot be kept to beside the others, and how far it would have to give way.
 *
 * @param limit its name
 * @param amount what it says now: its amount or ratio
 * @param needed what it would have to say; with all relaxations of a plan together there is one
 */
public record Relaxation(String limit, double amount, double needed) {}
