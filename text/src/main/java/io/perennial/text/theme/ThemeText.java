// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.List;

/**
 * A text as themes see it.
 *
 * @param embedding of a sentence model; not copied
 * @param words in lower case, in order, with what repeats
 */
public record ThemeText(float[] embedding, List<String> words) {}
