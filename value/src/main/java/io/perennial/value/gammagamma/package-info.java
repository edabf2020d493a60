// SPDX-License-Identifier: Apache-2.0

/** The gamma-gamma model: what a customer spends per purchase, from what he has spent. */
@NullMarked
package io.perennial.value.gammagamma;

import org.jspecify.annotations.NullMarked;
