// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

/**
 * A feature that the user asks for in SQL: a file of {@code features.files}.
 *
 * @param source the file, as people know it
 * @param text header and query
 */
public record FeatureQuery(String source, String text) {}
