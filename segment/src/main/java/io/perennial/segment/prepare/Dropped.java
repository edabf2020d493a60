// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import java.io.Serializable;

/**
 * A feature that tells nothing apart.
 *
 * @param name the column
 * @param reason in words
 */
public record Dropped(String name, String reason) implements Serializable {}
