// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/**
 * A line that could not be split into fields: quarantined by whoever reads the file.
 *
 * @param file the path as given
 * @param line in the file, counting from 1 for its first line; 0 when unknown
 * @param reason why, without the line's content
 */
public record BrokenLine(String file, long line, String reason) {}
