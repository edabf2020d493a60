// SPDX-License-Identifier: Apache-2.0
/** Customers as points of a plane: who is near whom, to be looked at. */
@NullMarked
package io.perennial.segment.map;

import org.jspecify.annotations.NullMarked;
