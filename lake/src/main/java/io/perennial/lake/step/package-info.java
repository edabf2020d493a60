// SPDX-License-Identifier: Apache-2.0
/** Steps that read and write tables, the pipeline they form, and the record of their runs. */
@NullMarked
package io.perennial.lake.step;

import org.jspecify.annotations.NullMarked;
