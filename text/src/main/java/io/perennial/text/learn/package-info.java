// SPDX-License-Identifier: Apache-2.0
/** Linear models on texts as numbers, which go on learning without forgetting. */
@NullMarked
package io.perennial.text.learn;

import org.jspecify.annotations.NullMarked;
