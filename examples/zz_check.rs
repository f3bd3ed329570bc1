use megdan::{
    diagnostic::{Color, Renderer},
    seed,
    text::Lang,
};
fn main() {
    let arg = std::env::args().nth(1).unwrap();
    let source = seed::Source::Folder(arg.into());
    let t = std::time::Instant::now();
    let o = seed::read(&source, &mut |_| {});
    let d = t.elapsed();
    print!(
        "{}",
        Renderer::new(if std::env::args().nth(2).is_some() { Lang::En } else { Lang::Bg }, Color::Never)
            .render_all(&o.diagnostics)
    );
    println!("{:?} {} files {:?}", o.catalogue.is_some(), o.files, d);
    if let Some(c) = o.catalogue {
        println!("{}", c.heads().count());
        use megdan::content::Bodies;
        let t = std::time::Instant::now();
        let mut n = 0;
        for (k, h) in c.heads() {
            if let Some(b) = o.places.body(k, h).unwrap() {
                n += b.iter().map(|(_, t)| t.len()).sum::<usize>();
            }
        }
        println!("bodies {n} bytes {:?}", t.elapsed());
        let s = std::fs::read_to_string("/proc/self/status").unwrap();
        println!("{}", s.lines().find(|l| l.starts_with("VmHWM")).unwrap());
    }
}
