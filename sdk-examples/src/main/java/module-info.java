/** Example programs and a command line. */
@org.jspecify.annotations.NullMarked
module dev.waiver.examples {
    requires dev.waiver.detection;
    requires dev.waiver.email;
    requires dev.waiver.scanning;
    requires dev.waiver.testing;
    requires info.picocli;
    requires okio;
    requires org.apache.commons.csv;
    requires me.tongfei.progressbar;

    opens dev.waiver.examples.cli to
            info.picocli;
}
