// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

/**
 * What a column probably is.
 *
 * @param column of the file, or several joined by {@code " + "}
 * @param confidence in [0, 1]; below 0.5 somebody should look
 * @param reason in a few words
 */
public record Guess(String column, double confidence, String reason) {}
