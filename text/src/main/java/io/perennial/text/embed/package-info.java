// SPDX-License-Identifier: Apache-2.0
/** Texts as numbers: meaning by a sentence model, and words and letters by hashed grams. */
@NullMarked
package io.perennial.text.embed;

import org.jspecify.annotations.NullMarked;
