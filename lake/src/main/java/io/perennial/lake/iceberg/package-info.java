// SPDX-License-Identifier: Apache-2.0
/** Tables in Apache Iceberg's format, by its Java API, without Hadoop. */
@NullMarked
package io.perennial.lake.iceberg;

import org.jspecify.annotations.NullMarked;
