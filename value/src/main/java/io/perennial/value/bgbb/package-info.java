// SPDX-License-Identifier: Apache-2.0

/** The BG/BB model: one chance to buy in each period, as with a yearly appeal or a weekly class. */
@NullMarked
package io.perennial.value.bgbb;

import org.jspecify.annotations.NullMarked;
