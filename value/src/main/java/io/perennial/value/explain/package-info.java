// SPDX-License-Identifier: Apache-2.0
/**
 * Why a forecast is what it is: additive contributions, in the forecast's own unit and in words;
 * what matters over a base; what would have to change; and a card that says what a model is for.
 */
@NullMarked
package io.perennial.value.explain;

import org.jspecify.annotations.NullMarked;
