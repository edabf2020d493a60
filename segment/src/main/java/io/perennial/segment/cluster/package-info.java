// SPDX-License-Identifier: Apache-2.0
/** Points to a given number of clusters. */
@NullMarked
package io.perennial.segment.cluster;

import org.jspecify.annotations.NullMarked;
