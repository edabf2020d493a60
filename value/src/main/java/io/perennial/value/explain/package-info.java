// SPDX-License-Identifier: Apache-2.0
/**
 * Why a forecast is what it is: additive contributions, in the forecast's own unit and in words;
 * what matters over a base; and what would have to change.
 */
@NullMarked
package io.perennial.value.explain;

import org.jspecify.annotations.NullMarked;
