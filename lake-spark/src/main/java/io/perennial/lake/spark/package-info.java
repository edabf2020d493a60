// SPDX-License-Identifier: Apache-2.0
/** The engine on Apache Spark: in this process for tests, on a cluster in use. */
@NullMarked
package io.perennial.lake.spark;

import org.jspecify.annotations.NullMarked;
