// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * The attribute whose full names are taken apart, and those that get the parts.
 *
 * @param given gets given names
 * @param family gets family names
 * @param full is not compared itself
 */
record NamesApart(String given, String family, String full) {}
