// SPDX-License-Identifier: Apache-2.0
/** A card for each fitted model: what for, from what data, how good, for whom less so. */
@NullMarked
package io.perennial.value.explain.card;

import org.jspecify.annotations.NullMarked;
