// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;

/**
 * An attribute by which records are compared.
 *
 * @param name as in the claims, or made of another attribute: {@code title codes}
 * @param kind what it says
 * @param levels how closely two records can agree on it
 * @param why what the kind was recognised by, without any value
 */
public record ComparedAttribute(String name, AttributeKind kind, Levels levels, String why) {}
