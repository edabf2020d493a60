// SPDX-License-Identifier: Apache-2.0
/** Clusters where points are dense, and the points that are in none. */
@NullMarked
package io.perennial.segment.density;

import org.jspecify.annotations.NullMarked;
