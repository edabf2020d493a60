// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

/**
 * That a customer is in a segment.
 *
 * @param scheme of which it is one
 * @param segment its name
 * @param reason why, for people
 */
public record RuleMembership(String scheme, String segment, String reason) {}
