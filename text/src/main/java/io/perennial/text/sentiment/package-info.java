// SPDX-License-Identifier: Apache-2.0
/** How a text feels: negative, neutral or positive, how surely and how strongly. */
@NullMarked
package io.perennial.text.sentiment;

import org.jspecify.annotations.NullMarked;
