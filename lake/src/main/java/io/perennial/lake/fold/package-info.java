// SPDX-License-Identifier: Apache-2.0
/** Folding events that are in memory, the same on every engine. */
@NullMarked
package io.perennial.lake.fold;

import org.jspecify.annotations.NullMarked;
