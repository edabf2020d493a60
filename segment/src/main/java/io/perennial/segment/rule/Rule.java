// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

/**
 * Who is in a segment, and how that is told.
 *
 * @param segment its name
 * @param condition of whom it holds
 * @param reason what is said of each member
 */
public record Rule(String segment, Condition condition, Reason reason) {}
