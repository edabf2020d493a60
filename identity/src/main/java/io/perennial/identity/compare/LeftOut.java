// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/**
 * An attribute by which records are not compared.
 *
 * @param attribute its name
 * @param reason why not, without any value
 */
public record LeftOut(String attribute, String reason) {}
